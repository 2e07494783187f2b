import {effect} from '@preact/signals-core'
import {Component, type ComponentChildren, type FunctionComponent} from 'preact'
import {useEffect, useReducer, useRef} from 'preact/hooks'

const isSame = (a: object, b: object): boolean => {
  const [before, after] = [new Map(Object.entries(a)), Object.entries(b)]
  return before.size === after.length && after.every(([key, value]) => before.has(key) && before.get(key) === value)
}

/**
 * Joins Preact with signals: the view is rendered again when its props change or a signal that it read, and at no other time. It does
 * what we need of npm `@preact/signals` in a sixth of its size.
 */
export function observe<Props extends object>(view: (props: Props) => ComponentChildren): FunctionComponent<Props> {
  const Tracked = (props: Props) => {
    const [, renderAgain] = useReducer<number, void>((count) => count + 1, 0)
    const stop = useRef<() => void>(undefined)
    useEffect(() => () => stop.current?.(), [])
    stop.current?.()
    let content: ComponentChildren = null
    let isTracking = true
    // The first run tells which signals the view reads. The second, when one of them has changed, reads none and so is the last.
    stop.current = effect(() => {
      if (isTracking) content = view(props)
      else renderAgain()
      isTracking = false
    })
    return content
  }
  class Observer extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !isSame(this.props, next)
    }

    render() {
      return <Tracked {...this.props} />
    }
  }
  return Observer as unknown as FunctionComponent<Props>
}
