import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Page} from 'playwright-core'
import {ROOT} from '../../scripts/lib/paths.js'

/** What axe finds wrong with the page, or a part of it, as it stands: one line each, with the first element that has it. */
export async function findViolations(page: Page, part = 'html'): Promise<string[]> {
  const source = await readFile(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  return page.evaluate(async (selector) => {
    interface Axe {
      run(part: string): Promise<{violations: {id: string; nodes: {target: unknown; failureSummary?: string}[]}[]}>
    }
    const {violations} = await (window as unknown as {axe: Axe}).axe.run(selector)
    return violations.map(
      ({id, nodes}) => `${id}: ${JSON.stringify(nodes[0]?.target)} ${nodes[0]?.failureSummary ?? ''}`,
    )
  }, part)
}
