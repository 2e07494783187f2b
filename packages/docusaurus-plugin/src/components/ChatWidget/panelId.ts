/** The panel's id in the page. */
export const PANEL_ID = 'chatkit-panel'
