import {translate} from '@docusaurus/Translate'
import type {Module} from '../../modules.ts'

/** What the home page says about a module of `src/modules.ts`, in the reader's language. */
export interface ModuleTexts {
  title: string
  summary: string
  /** Titles by the file names of the chapters. */
  chapters: Record<string, string>
}

/** By the folders of the modules. None may be missing, nor the title of a chapter. */
type AllTexts = {
  [M in Module as M['folder']]: ModuleTexts & {chapters: Record<M['chapters'][number], string>}
}

export const moduleTexts: AllTexts = {
  ros2: {
    title: translate({id: 'home.ros2.title', message: 'ROS 2 as the nervous system'}),
    summary: translate({
      id: 'home.ros2.summary',
      message:
        'How the parts of a robot find each other, talk within a deadline, and share one picture of where everything is.',
    }),
    chapters: {
      topics: translate({id: 'home.ros2.topics', message: 'Nodes, topics and quality of service'}),
      'services-actions': translate({
        id: 'home.ros2.services-actions',
        message: 'Services, actions, parameters and launch',
      }),
      'robot-description': translate({
        id: 'home.ros2.robot-description',
        message: 'Robot description: URDF, tf2 and ros2_control',
      }),
    },
  },
  simulation: {
    title: translate({id: 'home.simulation.title', message: 'Simulation and digital twins'}),
    summary: translate({
      id: 'home.simulation.summary',
      message:
        'What a physics engine really computes, how to build a world in Gazebo, and how to carry what was learnt there to hardware.',
    }),
    chapters: {
      physics: translate({id: 'home.simulation.physics', message: 'Physics engines and Gazebo'}),
      sensors: translate({id: 'home.simulation.sensors', message: 'Simulated sensors and their noise'}),
      'sim-to-real': translate({id: 'home.simulation.sim-to-real', message: 'Digital twins and sim-to-real transfer'}),
      'reinforcement-learning': translate({
        id: 'home.simulation.reinforcement-learning',
        message: 'Reinforcement learning in simulation',
      }),
    },
  },
  perception: {
    title: translate({id: 'home.perception.title', message: "Perception and navigation: the robot's brain"}),
    summary: translate({
      id: 'home.perception.summary',
      message:
        'From pixels to poses to plans: cameras and depth, estimation and maps, driving with Nav2, reaching with arms, and walking on two legs.',
    }),
    chapters: {
      cameras: translate({id: 'home.perception.cameras', message: 'Cameras, depth and point clouds'}),
      slam: translate({id: 'home.perception.slam', message: 'State estimation and SLAM'}),
      navigation: translate({id: 'home.perception.navigation', message: 'Navigation with Nav2'}),
      manipulation: translate({id: 'home.perception.manipulation', message: 'Arms: kinematics, control and MoveIt'}),
      grasping: translate({id: 'home.perception.grasping', message: 'Hands: contact, grasping and touch'}),
      dynamics: translate({id: 'home.perception.dynamics', message: 'Kinematics and dynamics of the whole body'}),
      locomotion: translate({id: 'home.perception.locomotion', message: 'Balance and bipedal locomotion'}),
    },
  },
  vla: {
    title: translate({id: 'home.vla.title', message: 'Vision-language-action'}),
    summary: translate({
      id: 'home.vla.summary',
      message:
        'Robots that are told what to do in words: grounding language in skills, learning policies from demonstrations, and knowing when to trust them.',
    }),
    chapters: {
      'language-planning': translate({id: 'home.vla.language-planning', message: 'Language models as planners'}),
      interaction: translate({id: 'home.vla.interaction', message: 'Speech and human–robot interaction'}),
      policies: translate({id: 'home.vla.policies', message: 'Vision-language-action models'}),
      edge: translate({id: 'home.vla.edge', message: 'Running models on the robot'}),
      deployment: translate({id: 'home.vla.deployment', message: 'Evaluation, safety and deployment'}),
      'safety-standards': translate({id: 'home.vla.safety-standards', message: 'Risk assessment and safety standards'}),
    },
  },
}
