import {readPageContext} from './pageContext.ts'

afterEach(() => {
  document.head.innerHTML = ''
  document.body.innerHTML = ''
  document.documentElement.className = ''
  history.replaceState(null, '', '/')
})

test('names the page, the section and the version', () => {
  history.replaceState(null, '', '/book/docs/topics?token=private#old')
  document.documentElement.className = 'plugin-docs docs-version-current docs-doc-id-ros2/topics'
  document.head.innerHTML = `
    <meta name="docusaurus_version" content="current">
    <meta name="docusaurus_locale" content="en">`
  document.body.innerHTML = `<main><h1>ROS 2 topics</h1><h2 id="qos">Quality of
    service<a href="#qos">\u200B</a></h2></main>`
  expect(readPageContext()).toEqual({
    url: '/book/docs/topics#qos',
    title: 'ROS 2 topics',
    heading: 'Quality of service',
    version: 'current',
    locale: 'en',
    docId: 'ros2/topics',
  })
})

test('a page without any of that still has its address', () => {
  history.replaceState(null, '', '/book/about?x=1')
  expect(readPageContext()).toEqual({url: '/book/about'})
})
