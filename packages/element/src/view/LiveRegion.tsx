import {liveAria} from './aria.ts'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** Speaks at boundaries: the answer began, is ready, was stopped. */
export const LiveRegion = observe(() => (
  <div class="sr" {...liveAria}>
    {useController().announcement.value}
  </div>
))
