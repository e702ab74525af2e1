//! Clients that are too slow: on purpose or not, they must not keep what others need.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// The next piece of a body must come within this.
const IDLE: Duration = Duration::from_secs(30);

/// After this long a body must have come at [`SLOWEST`] on average.
const GRACE: Duration = Duration::from_secs(60);

/// Bytes a second; a bad telephone line gives ten times as many.
const SLOWEST: u64 = 256;

/// A client that does not take what it asked for has this long to take [`TAKEN`] bytes.
const STALL: Duration = Duration::from_secs(60);

/// See [`STALL`].
const TAKEN: usize = 4096;

/// A request's body that must come at some pace.
pub(super) struct Paced {
    body: Incoming,
    idle: Pin<Box<Sleep>>,
    begun: Instant,
    received: u64,
}

impl Paced {
    pub(super) fn new(body: Incoming) -> Self {
        Self {
            body,
            idle: Box::pin(sleep(IDLE)),
            begun: Instant::now(),
            received: 0,
        }
    }

    fn too_slow() -> axum::Error {
        let why = "the body came too slowly";
        axum::Error::new(io::Error::new(io::ErrorKind::TimedOut, why))
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        match Pin::new(&mut this.body).poll_frame(context) {
            Poll::Pending => {
                ready!(this.idle.as_mut().poll(context));
                Poll::Ready(Some(Err(Self::too_slow())))
            }
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len) as u64;
                this.received += length;
                this.idle.as_mut().reset(Instant::now() + IDLE);
                let waited = this.begun.elapsed();
                if waited > GRACE && this.received < waited.as_secs() * SLOWEST {
                    return Poll::Ready(Some(Err(Self::too_slow())));
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(axum::Error::new(error)))),
            Poll::Ready(None) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream whose other end must take what is written.
pub(super) struct Written<S> {
    stream: S,
    stall: Option<(Pin<Box<Sleep>>, usize)>,
}

impl<S> Written<S> {
    pub(super) fn new(stream: S) -> Self {
        Self {
            stream,
            stall: None,
        }
    }

    fn note(
        &mut self,
        context: &mut Context<'_>,
        outcome: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match &outcome {
            Poll::Pending => {
                let (sleep, _) = self
                    .stall
                    .get_or_insert_with(|| (Box::pin(sleep(STALL)), 0));
                ready!(sleep.as_mut().poll(context));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            Poll::Ready(Ok(bytes)) => {
                if let Some((_, taken)) = &mut self.stall {
                    *taken += bytes;
                    if *taken >= TAKEN {
                        self.stall = None;
                    }
                }
                outcome
            }
            Poll::Ready(Err(_)) => outcome,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Written<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Written<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.note(context, outcome)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = Pin::new(&mut this.stream).poll_write_vectored(context, parts);
        this.note(context, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_is_let_go_and_who_takes_slowly_is_not() {
        let (near, _far) = tokio::io::duplex(1024);
        let mut stream = Written::new(near);
        let begun = Instant::now();
        let refused = stream
            .write_all(&[0; 8192])
            .await
            .expect_err("nobody reads");
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
        assert_eq!(begun.elapsed().as_secs(), STALL.as_secs());

        let (near, mut far) = tokio::io::duplex(1024);
        let mut stream = Written::new(near);
        tokio::spawn(async move {
            let mut some = [0; 256];
            while far.read(&mut some).await.is_ok_and(|n| n > 0) {
                sleep(Duration::from_secs(2)).await;
            }
        });
        stream.write_all(&[0; 65_536]).await.expect("taken, slowly");
    }
}
