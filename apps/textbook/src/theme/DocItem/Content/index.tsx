import Translate from '@docusaurus/Translate'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import {useDoc} from '@docusaurus/plugin-content-docs/client'
import type {Props} from '@theme/DocItem/Content'
import Content from '@theme-original/DocItem/Content'
import type {ReactNode} from 'react'
import styles from './styles.module.css'

/**
 * A chapter. Docusaurus shows one that has no translation yet in the default language: such a text is marked as what it
 * is, so that it runs in its own direction, and the reader is told.
 */
export default function ContentWrapper(props: Props): ReactNode {
  const {metadata} = useDoc()
  const {i18n} = useDocusaurusContext()
  const isTranslated = i18n.currentLocale === i18n.defaultLocale || metadata.source.startsWith('@site/i18n/')
  if (isTranslated) return <Content {...props} />

  const original = i18n.localeConfigs[i18n.defaultLocale]
  return (
    <>
      <p className={styles.note}>
        <Translate
          id="book.untranslated"
          description="Above a chapter that is shown in English for want of a translation"
        >
          This chapter has not been translated yet. You are reading the English original.
        </Translate>
      </p>
      <div className={styles.original} lang={original?.htmlLang} dir={original?.direction}>
        <Content {...props} />
      </div>
    </>
  )
}
