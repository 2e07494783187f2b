/** Does what an element may refuse while it loads a thread or streams an answer: again whenever that is over, until it is done. */
export async function insist(element: EventTarget, act: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await act()
      return
    } catch {
      await untilIdle(element)
    }
  }
}

function untilIdle(element: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const events = ['chatkit.thread.load.end', 'chatkit.response.end']
    const onIdle = () => {
      for (const type of events) element.removeEventListener(type, onIdle)
      resolve()
    }
    for (const type of events) element.addEventListener(type, onIdle)
  })
}
