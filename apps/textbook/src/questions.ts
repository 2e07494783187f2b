import {translate} from '@docusaurus/Translate'

/** A question a reader may well have, and the passage that answers it without any assistant. */
export interface Question {
  text: string
  to: string
  passage: string
}

export const questions: Question[] = [
  {
    text: translate({id: 'home.question.lidar', message: 'Why does my subscriber receive nothing from the lidar?'}),
    to: '/docs/ros2/topics#quality-of-service',
    passage: translate({id: 'home.question.lidar.passage', message: 'Quality of service'}),
  },
  {
    text: translate({id: 'home.question.push', message: 'How far forward must a robot step after a push of 20 N·s?'}),
    to: '/docs/perception/locomotion#linear-inverted-pendulum',
    passage: translate({id: 'home.question.push.passage', message: 'The linear inverted pendulum'}),
  },
  {
    text: translate({id: 'home.question.frames', message: 'What is the difference between the map and odom frames?'}),
    to: '/docs/ros2/robot-description#tf2',
    passage: translate({id: 'home.question.frames.passage', message: 'tf2: frames in time'}),
  },
  {
    text: translate({
      id: 'home.question.cloning',
      message: 'Why do cloned policies drift, and what does action chunking change?',
    }),
    to: '/docs/vla/policies#behaviour-cloning',
    passage: translate({id: 'home.question.cloning.passage', message: 'Behaviour cloning'}),
  },
  {
    text: translate({id: 'home.question.randomise', message: 'How wide should I randomise friction and delay?'}),
    to: '/docs/simulation/sim-to-real#domain-randomisation',
    passage: translate({id: 'home.question.randomise.passage', message: 'Second remedy: randomise'}),
  },
]
