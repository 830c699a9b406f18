import { render } from 'preact';
import { App } from './layout/App';
import { askSession } from './session/session';

void askSession();
render(<App />, document.getElementById('app')!);
