/** One module of the book: its folder under `docs/` and its chapters in reading order. */
export interface Module {
  number: number
  folder: string
  title: string
  /** Fits one line of the sidebar. */
  shortTitle: string
  summary: string
  chapters: {slug: string; title: string}[]
}

/** The book's spine. The sidebar and the home page are both made from it. */
export const modules: Module[] = [
  {
    number: 1,
    folder: 'ros2',
    title: 'ROS 2 as the nervous system',
    shortTitle: 'ROS 2',
    summary:
      'How the parts of a robot find each other, talk within a deadline, and share one picture of where everything is.',
    chapters: [
      {slug: 'topics', title: 'Nodes, topics and quality of service'},
      {slug: 'services-actions', title: 'Services, actions, parameters and launch'},
      {slug: 'robot-description', title: 'Robot description: URDF, tf2 and ros2_control'},
    ],
  },
  {
    number: 2,
    folder: 'simulation',
    title: 'Simulation and digital twins',
    shortTitle: 'Simulation',
    summary:
      'What a physics engine really computes, how to build a world in Gazebo, and how to carry what was learnt there to hardware.',
    chapters: [
      {slug: 'physics', title: 'Physics engines and Gazebo'},
      {slug: 'sensors', title: 'Simulated sensors and their noise'},
      {slug: 'sim-to-real', title: 'Digital twins and sim-to-real transfer'},
    ],
  },
  {
    number: 3,
    folder: 'perception',
    title: "Perception and navigation: the robot's brain",
    shortTitle: 'Perception and motion',
    summary:
      'From pixels to poses to plans: cameras and depth, estimation and maps, driving with Nav2, reaching with arms, and walking on two legs.',
    chapters: [
      {slug: 'cameras', title: 'Cameras, depth and point clouds'},
      {slug: 'slam', title: 'State estimation and SLAM'},
      {slug: 'navigation', title: 'Navigation with Nav2'},
      {slug: 'manipulation', title: 'Arms: kinematics, control and MoveIt'},
      {slug: 'locomotion', title: 'Balance and bipedal locomotion'},
    ],
  },
  {
    number: 4,
    folder: 'vla',
    title: 'Vision-language-action',
    shortTitle: 'Vision-language-action',
    summary:
      'Robots that are told what to do in words: grounding language in skills, learning policies from demonstrations, and knowing when to trust them.',
    chapters: [
      {slug: 'language-planning', title: 'Language models as planners'},
      {slug: 'policies', title: 'Vision-language-action models'},
      {slug: 'deployment', title: 'Evaluation, safety and deployment'},
    ],
  },
]
