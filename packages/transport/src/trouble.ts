/**
 * What is told of the runs whose connections are in trouble: that there are some, and once that there are none any more. A pause (s)
 * only while all of them merely wait for as long as the server has asked.
 */
export function createTrouble(tell: ((isReconnecting: boolean, pause?: number) => void) | undefined) {
  const troubled = new Map<string, number | undefined>()
  let told: {isReconnecting: boolean; pause: number | undefined} = {isReconnecting: false, pause: undefined}

  return (id: string, isTroubled: boolean, pause?: number): void => {
    if (isTroubled) troubled.set(id, pause)
    else troubled.delete(id)
    const pauses = [...troubled.values()]
    const asked = pauses.filter((seconds) => seconds !== undefined)
    const isPause = asked.length > 0 && asked.length === pauses.length
    const state = {isReconnecting: pauses.length > 0, pause: isPause ? Math.max(...asked) : undefined}
    if (state.isReconnecting === told.isReconnecting && state.pause === told.pause) return
    told = state
    tell?.(state.isReconnecting, state.pause)
  }
}
