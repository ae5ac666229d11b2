import type { IncomingHttpHeaders } from 'node:http';
import { context, propagation, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

/** The name under which a tracer sees this program. */
const TRACER = 'sotong-backend';

/**
 * Does something within a span of its own. Without an OpenTelemetry SDK in the process this costs next to
 * nothing and goes nowhere (docs/operating.md says how to attach one). Attributes are counts, states and
 * ids of publications: never a text, a token, or a message that may quote one.
 */
export function inSpan<T>(name: string, attributes: Attributes, run: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Does something as part of the trace that a request's headers name (W3C traceparent, where the SDK reads that). */
export function inTraceOf<T>(headers: IncomingHttpHeaders, run: () => Promise<T>): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), run);
}
