import Link from '@docusaurus/Link'
import type {ReactNode} from 'react'
import {modules} from '../../modules.ts'
import {HumanoidFigure} from './HumanoidFigure.tsx'
import styles from './styles.module.css'

// The introduction stands before the modules.
const chapterCount = modules.reduce((sum, module) => sum + module.chapters.length, 1)

export function Hero(): ReactNode {
  return (
    <header className={styles.hero}>
      <div className={styles.heroText}>
        <p className={styles.kicker}>A textbook in four modules</p>
        <h1 className={styles.title}>Physical AI &amp; Humanoid Robotics</h1>
        <p className={styles.lead}>
          From the first message between two programs to a humanoid that understands a sentence, finds the cup, and
          keeps its balance while it brings it.
        </p>
        <div className={styles.actions}>
          <Link className={styles.primary} to="/docs/intro">
            Start reading
          </Link>
          <Link className={styles.secondary} to="/docs/capstone">
            See the capstone
          </Link>
        </div>
        <ul className={styles.facts}>
          <li>{chapterCount} chapters with exercises and answers, and a capstone project</li>
          <li>Code for ROS 2 Jazzy, Gazebo Harmonic and plain NumPy</li>
          <li>Equations with their units, worked through with numbers</li>
        </ul>
      </div>
      <div className={styles.heroFigure}>
        <HumanoidFigure />
      </div>
    </header>
  )
}
