import type {SidebarsConfig} from '@docusaurus/plugin-content-docs'
import {modules} from './src/modules.ts'

const sidebars: SidebarsConfig = {
  book: [
    'intro',
    ...modules.map((module) => ({
      type: 'category' as const,
      label: `${module.number} · ${module.shortTitle}`,
      link: {
        type: 'generated-index' as const,
        title: `Module ${module.number}: ${module.title}`,
        description: module.summary,
        slug: `/${module.folder}`,
      },
      items: module.chapters.map((chapter) => `${module.folder}/${chapter.slug}`),
    })),
    'capstone',
    {type: 'category', label: 'Reference', collapsed: false, items: ['glossary', 'notation']},
  ],
}

export default sidebars
