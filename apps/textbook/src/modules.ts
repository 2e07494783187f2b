/** One module of the book: its folder under `docs/` and its chapters' file names in reading order. */
interface ModuleOutline {
  number: number
  folder: string
  /** Its name in the sidebar: fits one line. */
  shortTitle: string
  chapters: readonly string[]
}

/** The book's spine. The sidebar and the home page are both made from it. */
export const modules = [
  {number: 1, folder: 'ros2', shortTitle: 'ROS 2', chapters: ['topics', 'services-actions', 'robot-description']},
  {
    number: 2,
    folder: 'simulation',
    shortTitle: 'Simulation',
    chapters: ['physics', 'sensors', 'sim-to-real', 'reinforcement-learning'],
  },
  {
    number: 3,
    folder: 'perception',
    shortTitle: 'Perception and motion',
    chapters: ['cameras', 'slam', 'navigation', 'manipulation', 'grasping', 'dynamics', 'locomotion'],
  },
  {
    number: 4,
    folder: 'vla',
    shortTitle: 'Vision-language-action',
    chapters: ['language-planning', 'interaction', 'policies', 'edge', 'deployment', 'safety-standards'],
  },
] as const satisfies ModuleOutline[]

export type Module = (typeof modules)[number]
