import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import {useAllPluginInstancesData} from '@docusaurus/useGlobalData'
import type {PageContext} from 'chatkit-transport'
import {useMemo} from 'react'

/** What is read of the docs plugin's global data. */
interface DocsData {
  versions?: readonly {name: string; label: string}[]
}

/** Says which edition of a page is meant, as the site's own menus call it: its version and language, each only where there are several. */
export function useEdition(): (page: PageContext) => string {
  const {i18n} = useDocusaurusContext()
  const docs = useAllPluginInstancesData('docusaurus-plugin-content-docs')
  return useMemo(() => {
    const versions = Object.values((docs ?? {}) as {[id: string]: DocsData}).flatMap((instance) =>
      instance.versions && instance.versions.length > 1 ? instance.versions : [],
    )
    return ({version, locale}) => {
      const language = locale !== undefined && i18n.locales.length > 1 ? i18n.localeConfigs[locale]?.label : undefined
      return [versions.find(({name}) => name === version)?.label, language].filter(Boolean).join(' · ')
    }
  }, [docs, i18n])
}
