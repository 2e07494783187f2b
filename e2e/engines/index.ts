import {launchChromium} from './chromium.ts'
import type {Engine, EngineName} from './engine.ts'
import {launchFirefox} from './firefox.ts'
import {launchWebKit} from './webkit.ts'

export {ENGINE_NAMES} from './engine.ts'
export type {Engine, EngineName, Session, Tab} from './engine.ts'

const LAUNCH: Record<EngineName, () => Promise<Engine>> = {
  Chromium: launchChromium,
  Firefox: launchFirefox,
  WebKit: launchWebKit,
}

export function launch(name: EngineName): Promise<Engine> {
  return LAUNCH[name]()
}
