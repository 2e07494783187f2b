// Roots
export {Basic, Card, ListView, ListViewItem} from './components/roots.ts'

// Components
export {Box, Col, Divider, Form, Row, Spacer, Table, Transition} from './components/layout.ts'
export {Badge, Caption, Chart, Icon, Image, Markdown, Text, Title} from './components/display.ts'
export {Button, Checkbox, DatePicker, Input, Label, RadioGroup, Select, Textarea} from './components/controls.ts'
export {defineComponent} from './components/define.ts'
export {createElement, Fragment} from './jsx.ts'
export type {Children, TextChildren} from './components/children.ts'
export type {Container, Leaf, PlaceableComponent, PropsOf, Textual, WidgetElement} from './components/types.ts'

// Streaming
export {streamWidget} from './stream-widget.ts'
export type {StreamWidgetOptions} from './stream-widget.ts'
export {diffWidget} from './diff/diff-widget.ts'
export {applyWidgetUpdate} from './diff/apply-widget-update.ts'
export type {WidgetUpdate} from './diff/types.ts'
