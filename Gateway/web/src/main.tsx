import { render } from 'preact';
import { App } from './layout/App';

render(<App />, document.getElementById('app')!);
