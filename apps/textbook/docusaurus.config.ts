import type * as Preset from '@docusaurus/preset-classic'
import type {Config} from '@docusaurus/types'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import {leaveOutQuestions} from './src/leaveOutQuestions.ts'
import {linksBetweenChapters} from './src/linksBetweenChapters.ts'
import {darkPrismTheme, lightPrismTheme} from './src/prism-themes.ts'

/** An unset variable and an empty one (as in CI) both mean "use the default". */
function readEnv(name: string, fallback: string): string {
  return process.env[name]?.trim() || fallback
}

/** `textbook`, `/textbook` and `/textbook/` all become `/textbook/`. */
function toBaseUrl(path: string): string {
  const trimmed = path.replaceAll(/^\/+|\/+$/g, '')
  return trimmed === '' ? '/' : `/${trimmed}/`
}

// Benchmarks compare this site with and without the assistant.
const isAssistantOff = process.env['CHATKIT_OFF'] === '1'
// The book does without: the item would be part of the script of every page.
const isInNavbar = !isAssistantOff && process.env['CHATKIT_NAVBAR'] === '1'
const backendUrl = readEnv('CHATKIT_BACKEND_URL', 'http://localhost:8000')

// Docusaurus translates neither the site's title nor its tagline: while it builds a locale this variable names it.
const isUrdu = process.env['DOCUSAURUS_CURRENT_LOCALE'] === 'ur'

const starters = [
  'What is physical AI?',
  'How do topics, services and actions differ?',
  'Why does a walking robot need the zero moment point?',
]

const config: Config = {
  title: isUrdu ? 'فزیکل اے آئی اور ہیومنائیڈ روبوٹکس' : 'Physical AI & Humanoid Robotics',
  tagline: isUrdu
    ? 'ان مشینوں کی درسی کتاب جو حقیقی دنیا میں محسوس کرتی، سوچتی اور عمل کرتی ہیں'
    : 'A textbook on machines that sense, reason and act in the real world',
  favicon: 'img/logo.svg',
  url: readEnv('SITE_URL', 'https://example.github.io'),
  baseUrl: toBaseUrl(readEnv('BASE_URL', '/textbook/')),
  trailingSlash: false,
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'ur'],
    localeConfigs: {ur: {label: 'اردو', direction: 'rtl', htmlLang: 'ur'}},
  },
  future: {v4: true, faster: true},
  markdown: {
    mermaid: true,
    hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'},
  },
  themes: ['@docusaurus/theme-mermaid'],
  clientModules: ['./src/scrollableRegions.ts'],
  customFields: {hasAssistant: !isAssistantOff},
  // The home page only repeats questions; an answer should come from the chapters.
  plugins: [
    './src/leftToRightMath.ts',
    !isAssistantOff && ['docusaurus-plugin-chatkit', {backendUrl, starters, index: {exclude: ['/']}}],
  ],
  presets: [
    [
      'classic',
      {
        docs: {
          sidebarPath: './sidebars.ts',
          beforeDefaultRemarkPlugins: [linksBetweenChapters, ...(isAssistantOff ? [leaveOutQuestions] : [])],
          remarkPlugins: [remarkMath],
          rehypePlugins: [rehypeKatex],
          breadcrumbs: true,
        },
        blog: false,
        theme: {
          customCss: ['./src/css/fonts.css', './src/css/custom.css', './src/css/prose.css', './src/css/urdu.css'],
        },
      } satisfies Preset.Options,
    ],
  ],
  themeConfig: {
    colorMode: {respectPrefersColorScheme: true},
    docs: {sidebar: {hideable: true, autoCollapseCategories: false}},
    tableOfContents: {minHeadingLevel: 2, maxHeadingLevel: 3},
    mermaid: {theme: {light: 'neutral', dark: 'dark'}, options: {fontFamily: 'system-ui, sans-serif'}},
    navbar: {
      title: 'Physical AI',
      logo: {alt: 'Physical AI & Humanoid Robotics, home', src: 'img/logo.svg', width: 28, height: 28},
      items: [
        {type: 'docSidebar', sidebarId: 'book', label: 'Read the book', position: 'left'},
        {to: '/docs/glossary', label: 'Glossary', position: 'right'},
        {to: '/docs/notation', label: 'Notation', position: 'right'},
        ...(isInNavbar ? [{type: 'custom-chatKit', position: 'right' as const}] : []),
        {type: 'localeDropdown', position: 'right'},
      ],
    },
    footer: {
      links: [
        {
          title: 'The book',
          items: [
            {label: 'What physical AI is', to: '/docs/intro'},
            {label: 'Capstone', to: '/docs/capstone'},
          ],
        },
        {
          title: 'Modules',
          items: [
            {label: 'ROS 2', to: '/docs/ros2'},
            {label: 'Simulation', to: '/docs/simulation'},
            {label: 'Perception and motion', to: '/docs/perception'},
            {label: 'Vision-language-action', to: '/docs/vla'},
          ],
        },
        {
          title: 'Reference',
          items: [
            {label: 'Glossary', to: '/docs/glossary'},
            {label: 'Notation', to: '/docs/notation'},
          ],
        },
      ],
      copyright: 'Text, figures and code are released under the MIT licence.',
    },
    prism: {
      theme: lightPrismTheme,
      darkTheme: darkPrismTheme,
      // Beside the ones that prism-react-renderer brings: C++, JSON, Python, XML, YAML.
      additionalLanguages: ['bash', 'cmake'],
    },
  } satisfies Preset.ThemeConfig,
}

export default config
