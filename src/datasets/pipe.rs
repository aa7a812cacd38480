//! Turns a function that writes into a reader, with a thread: for formats whose decoders cannot be read in steps.
//! Knows no formats.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes of a block.
const BLOCK: usize = 1 << 18;
/// Maximum number of blocks waiting to be read.
const WAITING: usize = 8;

/// Gives a reader of the bytes that `write` writes in a thread. The thread ends when `write` returns or the reader is
/// dropped. An error if no thread can be started; errors of `write` are errors of the reader.
pub(super) fn pipe(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> io::Result<Box<dyn Read + Send>> {
    let (sender, receiver) = sync_channel(WAITING);
    thread::Builder::new().name("unpack".into()).spawn(move || {
        let mut guard = Guard { sender: sender.clone(), done: false };
        let mut out = Out { sender: sender.clone(), block: Vec::with_capacity(BLOCK) };
        let written = write(&mut out);
        // What was whole before an error comes before it.
        let flushed = out.flush();
        if let Err(error) = written.and(flushed) {
            // Fails only if the reader was dropped.
            let _ = sender.send(Err(error));
        }
        guard.done = true;
    })?;
    Ok(Box::new(In { receiver, block: Vec::new(), at: 0 }))
}

/// Reports a panic of the thread, which would otherwise look like the end of the file.
struct Guard {
    sender: SyncSender<io::Result<Vec<u8>>>,
    done: bool,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.done {
            let _ = self.sender.send(Err(io::Error::other("unpacking failed")));
        }
    }
}

struct Out {
    sender: SyncSender<io::Result<Vec<u8>>>,
    block: Vec<u8>,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.block.extend_from_slice(bytes);
        if self.block.len() >= BLOCK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        let block = std::mem::replace(&mut self.block, Vec::with_capacity(BLOCK));
        self.sender.send(Ok(block)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

struct In {
    receiver: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    at: usize,
}

impl Read for In {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            match self.receiver.recv() {
                Ok(block) => (self.block, self.at) = (block?, 0),
                Err(_) => return Ok(0),
            }
        }
        let n = to.len().min(self.block.len() - self.at);
        to[..n].copy_from_slice(&self.block[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_errors_come_last() {
        let mut all = Vec::new();
        let text = b"row\n".repeat(200_000);
        let sent = text.clone();
        pipe(move |out| out.write_all(&sent)).unwrap().read_to_end(&mut all).unwrap();
        assert_eq!(all, text);
        let mut failing = pipe(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("the archive ends here"))
        })
        .unwrap();
        let mut all = Vec::new();
        assert!(failing.read_to_end(&mut all).unwrap_err().to_string().contains("archive"));
        assert_eq!(all, b"half");
    }
}
