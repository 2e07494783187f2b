import type {SidebarsConfig} from '@docusaurus/plugin-content-docs'
import {modules} from './src/modules.ts'

const sidebars: SidebarsConfig = {
  book: [
    'intro',
    ...modules.map((module) => ({
      type: 'category' as const,
      label: `${module.number} · ${module.shortTitle}`,
      link: {type: 'doc' as const, id: `${module.folder}/index`},
      items: module.chapters.map((chapter) => `${module.folder}/${chapter}`),
    })),
    'capstone',
    {type: 'category', label: 'Reference', collapsed: false, items: ['glossary', 'notation']},
  ],
}

export default sidebars
