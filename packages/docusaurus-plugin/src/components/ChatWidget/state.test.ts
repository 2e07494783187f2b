import {initialState, reduce, type ErrorState, type WidgetAction, type PanelState} from './state.ts'

const error: ErrorState = {message: 'Unreachable.', type: 'network', retryable: true, timestamp: 1}
const broken: PanelState = {...initialState, error, retryCount: 2}

test.each<[WidgetAction['type'], PanelState, WidgetAction, Partial<PanelState>]>([
  ['initialized', broken, {type: 'initialized'}, {isInitialized: true, error: null, retryCount: 0}],
  ['connecting', broken, {type: 'connecting'}, {isConnecting: true, error: null}],
  [
    'connected',
    {...broken, isConnecting: true},
    {type: 'connected'},
    {isConnecting: false, error: null, retryCount: 0},
  ],
  ['responding', broken, {type: 'responding'}, {isLoading: true, error: null}],
  ['responded', {...initialState, isLoading: true}, {type: 'responded'}, {isLoading: false}],
  ['retrying', broken, {type: 'retrying'}, {error: null, retryCount: 3}],
  ['restarted', broken, {type: 'restarted'}, {error: null, retryCount: 0}],
  [
    'failed',
    {...initialState, isConnecting: true, isLoading: true},
    {type: 'failed', error},
    {isConnecting: false, isLoading: false, error},
  ],
])('%s', (_, before, action, change) => {
  expect(reduce(before, action)).toEqual({...before, ...change})
})
