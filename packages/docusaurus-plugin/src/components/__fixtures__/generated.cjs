// What Docusaurus generates for a site (`@generated/*`), for components that run without one.
const texts = {starters: [{label: 'What is a topic?', prompt: 'What is a topic in ROS 2?'}]}

const options = {
  backendUrl: 'http://backend.example',
  element: 'bundled',
  position: 'end',
  siteRoot: '/book/',
  shortcutName: 'Control+I Meta+I',
  texts,
}

module.exports = {
  __esModule: true,
  default: {
    title: 'A book',
    url: 'https://book.example',
    baseUrl: '/book/',
    future: {experimental_router: 'browser'},
    currentLocale: 'en',
    defaultLocale: 'en',
    locales: ['en', 'ur'],
    localeConfigs: {en: {htmlLang: 'en-GB', direction: 'ltr'}},
    'docusaurus-plugin-chatkit': {default: options},
  },
}
