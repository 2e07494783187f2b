import type {ComponentType} from 'react'
import type {ElementOption} from '../../options.ts'
import type {ChatKitWrapperProps} from './ChatKitWrapper.tsx'
import {loadScript} from './loadScript.ts'

const loadWrapper = () => import('./ChatKitWrapper.tsx')
const loadBundledElement = () => import('chatkit-element/define')

/** Loads what draws the conversation, all parts at once. A failure is not remembered, so it can be called again. */
export async function loadChat(element: ElementOption): Promise<ComponentType<ChatKitWrapperProps>> {
  const [{ChatKitWrapper}] = await Promise.all([loadWrapper(), defineElement(element)])
  return ChatKitWrapper
}

async function defineElement(element: ElementOption): Promise<void> {
  if (customElements.get('openai-chatkit')) return
  if (element === 'bundled') await loadBundledElement()
  else await loadScript(element.src)
}

/** Fetches the site's own chunks ahead of a click. A script from elsewhere waits for the click itself. */
export async function prefetchChat(element: ElementOption): Promise<void> {
  await Promise.all([loadWrapper(), element === 'bundled' && loadBundledElement()])
}
