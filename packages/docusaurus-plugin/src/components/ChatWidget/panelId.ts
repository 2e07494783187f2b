/** The panel's id in the page. */
export const PANEL_ID = 'chatkit-panel'

/** Of the element by which the browser notes a press before any script runs. It is there wherever the widget is. */
export const PRESSED_ID = 'chatkit-pressed'
