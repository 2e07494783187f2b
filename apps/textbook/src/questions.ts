/** A question a reader may well have, and the passage that answers it without any assistant. */
export interface Question {
  text: string
  to: string
  passage: string
}

export const questions: Question[] = [
  {
    text: 'Why does my subscriber receive nothing from the lidar?',
    to: '/docs/ros2/topics#quality-of-service',
    passage: 'Quality of service',
  },
  {
    text: 'How far forward must a robot step after a push of 20 N·s?',
    to: '/docs/perception/locomotion#linear-inverted-pendulum',
    passage: 'The linear inverted pendulum',
  },
  {
    text: 'What is the difference between the map and odom frames?',
    to: '/docs/ros2/robot-description#tf2',
    passage: 'tf2: frames in time',
  },
  {
    text: 'Why do cloned policies drift, and what does action chunking change?',
    to: '/docs/vla/policies#behaviour-cloning',
    passage: 'Behaviour cloning',
  },
  {
    text: 'How wide should I randomise friction and delay?',
    to: '/docs/simulation/sim-to-real#domain-randomisation',
    passage: 'Second remedy: randomise',
  },
]
