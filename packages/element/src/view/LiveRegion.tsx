import {liveAria} from './aria.ts'
import {useController} from './scope.ts'

/** Speaks at boundaries: the answer began, is ready, was stopped. */
export const LiveRegion = () => (
  <div class="sr" {...liveAria}>
    {useController().announcement.value}
  </div>
)
