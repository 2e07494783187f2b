import Link from '@docusaurus/Link'
import type {ReactNode} from 'react'
import {modules, type Module} from '../../modules.ts'
import styles from './styles.module.css'

function ModuleCard({module}: {module: Module}): ReactNode {
  return (
    <li className={styles.card}>
      <span className={styles.cardNumber} aria-hidden="true">
        {module.number}
      </span>
      <h3 className={styles.cardTitle}>
        <Link to={`/docs/${module.folder}`}>{module.title}</Link>
      </h3>
      <p className={styles.cardText}>{module.summary}</p>
      <ol className={styles.chapters}>
        {module.chapters.map((chapter) => (
          <li key={chapter.slug}>
            <Link to={`/docs/${module.folder}/${chapter.slug}`}>{chapter.title}</Link>
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
        Four modules, from nerves to intent
      </h2>
      <ol className={styles.cards}>
        {modules.map((module) => (
          <ModuleCard key={module.folder} module={module} />
        ))}
      </ol>
    </section>
  )
}
