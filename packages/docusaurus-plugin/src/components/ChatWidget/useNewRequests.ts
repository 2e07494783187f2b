import {useLayoutEffect, useRef} from 'react'
import {readRequest, type OpenRequest} from './requests.ts'

/** The same request again within this time (ms) is the second half of a double click. */
const DOUBLE_CLICK = 1000

/** Calls `onRequest` once for each of `requests`, which only grow. */
export function useNewRequests(requests: readonly unknown[], onRequest: (request: OpenRequest) => void): void {
  const seen = useRef(0)
  const last = useRef({key: '', at: 0})
  useLayoutEffect(() => {
    for (const detail of requests.slice(seen.current)) {
      const request = readRequest(detail)
      const key = JSON.stringify(request)
      const at = Date.now()
      if (key !== last.current.key || at - last.current.at >= DOUBLE_CLICK) onRequest(request)
      last.current = {key, at}
    }
    seen.current = requests.length
  }, [requests, onRequest])
}
