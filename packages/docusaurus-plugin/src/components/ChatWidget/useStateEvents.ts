import {useEffect} from 'react'
import type {PanelState, WidgetState} from './state.ts'

/** Tells the page each state of the widget, by the event `chatkit:state` on `window`. */
export function useStateEvents(isOpen: boolean, state: PanelState): void {
  useEffect(() => {
    const detail: WidgetState = {isOpen, ...state}
    window.dispatchEvent(new CustomEvent<WindowEventMap['chatkit:state']['detail']>('chatkit:state', {detail}))
  }, [isOpen, state])
}
