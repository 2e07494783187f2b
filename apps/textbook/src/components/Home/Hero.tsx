import Link from '@docusaurus/Link'
import Translate from '@docusaurus/Translate'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type {ReactNode} from 'react'
import {modules} from '../../modules.ts'
import {HumanoidFigure} from './HumanoidFigure.tsx'
import styles from './styles.module.css'

// The introduction stands before the modules.
const chapterCount = modules.reduce((sum, module) => sum + module.chapters.length, 1)

export function Hero(): ReactNode {
  const {siteConfig} = useDocusaurusContext()
  return (
    <header className={styles.hero}>
      <div className={styles.heroText}>
        <p className={styles.kicker}>
          <Translate id="home.kicker">A textbook in four modules</Translate>
        </p>
        <h1 className={styles.title}>{siteConfig.title}</h1>
        <p className={styles.lead}>
          <Translate id="home.lead">
            From the first message between two programs to a humanoid that understands a sentence, finds the cup, and
            keeps its balance while it brings it.
          </Translate>
        </p>
        <div className={styles.actions}>
          <Link className={styles.primary} to="/docs/intro">
            <Translate id="home.start">Start reading</Translate>
          </Link>
          <Link className={styles.secondary} to="/docs/capstone">
            <Translate id="home.capstone">See the capstone</Translate>
          </Link>
        </div>
        <ul className={styles.facts}>
          <li>
            <Translate id="home.fact.chapters" values={{count: chapterCount}}>
              {'{count} chapters with exercises and answers, and a capstone project'}
            </Translate>
          </li>
          <li>
            <Translate id="home.fact.code">Code for ROS 2 Jazzy, Gazebo Harmonic and plain NumPy</Translate>
          </li>
          <li>
            <Translate id="home.fact.equations">Equations with their units, worked through with numbers</Translate>
          </li>
        </ul>
      </div>
      <div className={styles.heroFigure}>
        <HumanoidFigure />
      </div>
    </header>
  )
}
