/** The panel's id in the page. */
export const PANEL_ID = 'chatkit-panel'

/** Of what the reader is told before agreeing that something is sent. */
export const CONSENT_ID = 'chatkit-consent'

/** Of the element by which the browser notes a press before any script runs. It is there wherever the widget is. */
export const PRESSED_ID = 'chatkit-pressed'
