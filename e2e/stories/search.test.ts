import {Assistant} from '../support/assistant.ts'
import {smallSite} from '../support/small-site.ts'
import {storiesOn} from '../support/stories.ts'

/** A search that many sites have: it needs no service, and brings a search page. */
const searchable = smallSite({
  themes: [['@easyops-cn/docusaurus-search-local', {indexBlog: false, docsRouteBasePath: '/'}]],
})

storiesOn(searchable, (story) => {
  story(
    'way.search',
    'the search page hands what was searched for over to the assistant, as it is typed, and stays where it is',
    async ({product: {home}, assistant, picture}) => {
      await assistant.visit(`${home}search?q=gripper+calibration`)
      const offer = assistant.page.find({role: 'link', name: /^Ask the assistant/})
      expect((await offer.first()).text).toContain('gripper calibration')
      await assistant.page.find({css: 'article'}).first()
      const field = assistant.page.find({css: 'input[name="q"]'})
      expect((await offer.first()).box.y).toBeGreaterThan((await field.first()).box.y)
      // One letter: the field itself loses some when they come faster than it can write them into the address.
      await field.click()
      await assistant.tab.type('?')
      await assistant.page.until('the offer to follow', async () =>
        /gripper calibration\?/.test((await offer.first()).text),
      )
      await picture('search')
      const before = await assistant.tab.url()
      await offer.click()
      expect(await assistant.citedAnswer(0)).toMatch(/torque wrench/)
      expect(await assistant.asked()).toEqual(['gripper calibration?'])
      expect(await assistant.tab.url()).toBe(before)
    },
  )

  story(
    'way.search',
    'the search box of the navbar leads to that page, and a new tab asks by the address alone',
    async ({product: {home}, session, assistant}) => {
      await assistant.visit(home)
      await assistant.page.find({css: '.navbar input'}).click()
      await assistant.tab.type('gripper calibration')
      await assistant.page.find({role: 'link', name: /^See all results/}).click()
      const offer = assistant.page.find({role: 'link', name: /^Ask the assistant/})
      const {href = ''} = await offer.first()
      expect(await assistant.tab.url()).toMatch(/search\/?\?q=gripper/)

      const other = new Assistant(await session.newTab())
      await other.tab.focus()
      await other.tab.goto(new URL(href, home).href)
      expect(await other.citedAnswer(0)).toMatch(/torque wrench/)
      expect(await other.asked()).toEqual(['gripper calibration'])
    },
  )
})
