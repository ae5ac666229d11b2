import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import styles from './error-boundary.module.css';
import { useT } from '../components/use-t.ts';

/**
 * The text of every field and editor on the page, as written. Read while the broken screen still
 * stands, so that not even the last second of typing is lost with it.
 */
function textOnScreen(document: Document): string {
  const texts: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('textarea, input[type="text"], input:not([type]), [contenteditable="true"]')) {
    const text = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement ? element.value : (element.innerText ?? element.textContent ?? '');
    if (text.trim() !== '') texts.push(text.replaceAll('\uFEFF', '').normalize('NFC'));
  }
  return texts.join('\n\n----\n\n');
}

interface Props {
  readonly children: ReactNode;
  /** A new value tries again: the route, so that going elsewhere leaves the broken screen. */
  readonly resetKey: string;
  readonly onError: (message: string) => void;
  readonly onExport: (text: string) => void;
  readonly onLeave: () => void;
}

interface State {
  readonly failure: { readonly message: string; readonly text: string; readonly resetKey: string } | null;
}

/** Stands around a screen: when it breaks, the frame stays, and the text that was on it can be saved. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error), text: textOnScreen(document), resetKey: '' } };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    if (state.failure === null) return null;
    if (state.failure.resetKey === '') return { failure: { ...state.failure, resetKey: props.resetKey } };
    return state.failure.resetKey === props.resetKey ? null : { failure: null };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${info.componentStack ?? ''}`.slice(0, 10_000));
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return <CrashScreen message={failure.message} text={failure.text} onExport={this.props.onExport} onLeave={this.props.onLeave} onRetry={() => this.setState({ failure: null })} />;
  }
}

interface CrashProps {
  readonly message: string;
  readonly text: string;
  readonly onExport: (text: string) => void;
  readonly onLeave: () => void;
  readonly onRetry: () => void;
}

function CrashScreen({ message, text, onExport, onLeave, onRetry }: CrashProps): ReactNode {
  const { t } = useT();
  return (
    <div className={styles.crash} role="alert">
      <h1 className={styles.title}>{t('crash.title')}</h1>
      <p>{t('crash.safe')}</p>
      <div className={styles.actions}>
        <Button variant="primary" onPress={onRetry}>
          {t('crash.reload')}
        </Button>
        {text !== '' && <Button onPress={() => onExport(text)}>{t('crash.export')}</Button>}
        <Button onPress={onLeave}>{t('crash.library')}</Button>
      </div>
      <details>
        <summary>{t('crash.detail')}</summary>
        <pre className={styles.detail}>{message}</pre>
      </details>
    </div>
  );
}
