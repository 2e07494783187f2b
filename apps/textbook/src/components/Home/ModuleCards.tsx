import Link from '@docusaurus/Link'
import Translate from '@docusaurus/Translate'
import type {ReactNode} from 'react'
import {modules, type Module} from '../../modules.ts'
import {moduleTexts, type ModuleTexts} from './moduleTexts.ts'
import styles from './styles.module.css'

function ModuleCard({module}: {module: Module}): ReactNode {
  const texts: ModuleTexts = moduleTexts[module.folder]
  return (
    <li className={styles.card}>
      <span className={styles.cardNumber} aria-hidden="true">
        {module.number}
      </span>
      <h3 className={styles.cardTitle}>
        <Link to={`/docs/${module.folder}`}>{texts.title}</Link>
      </h3>
      <p className={styles.cardText}>{texts.summary}</p>
      <ol className={styles.chapters}>
        {module.chapters.map((chapter) => (
          <li key={chapter}>
            <Link to={`/docs/${module.folder}/${chapter}`}>{texts.chapters[chapter]}</Link>
          </li>
        ))}
      </ol>
    </li>
  )
}

export function ModuleCards(): ReactNode {
  return (
    <section className={styles.section} aria-labelledby="modules">
      <h2 id="modules" className={styles.sectionTitle}>
        <Translate id="home.modules">Four modules, from nerves to intent</Translate>
      </h2>
      <ol className={styles.cards}>
        {modules.map((module) => (
          <ModuleCard key={module.folder} module={module} />
        ))}
      </ol>
    </section>
  )
}
