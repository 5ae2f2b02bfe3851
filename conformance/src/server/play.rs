//! Playing a script on a connection.

use std::io;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, SystemTime};

use super::Shared;
use super::wire::{Socket, Wire};
use crate::gzip;
use crate::record::{Answer, End, Exchange, KEPT};
use crate::suite::{Filling, Host, Step, Times};

/// What is collected before it is sent, so that a hundred thousand small steps are not as many packets.
const BUFFER: usize = 64 * 1024;

/// How a step left the connection.
enum Left {
    /// The script goes on.
    Open,
    /// It is over, in this way.
    Over(End),
}

/// Serves one connection until it is over.
pub(super) fn serve(shared: &Shared, host: Host, connection: usize, socket: Socket) {
    let tls = if host == Host::APlain { None } else { shared.tls.as_ref() };
    let (mut wire, secured) = Wire::accept(socket, tls);
    shared.record().connections[connection].secured = secured;
    let mut player = Player { shared, host, connection, exchange: 0, buffer: Vec::new() };
    while player.read(&mut wire) {
        let end = player.play(&shared.script(host), &mut wire);
        player.ended(end);
        match end {
            End::Kept => {}
            End::Closed => return wire.close(),
            End::Reset => return wire.reset(),
            End::Open => break,
        }
    }
    shared.record().connections[connection].noise = wire.noise();
}

struct Player<'a> {
    shared: &'a Shared,
    host: Host,
    connection: usize,
    exchange: usize,
    buffer: Vec<u8>,
}

impl Player<'_> {
    /// Reads a request and begins its exchange.
    fn read(&mut self, wire: &mut Wire) -> bool {
        let Some(request) = wire.request() else { return false };
        let (host, connection, at) = (self.host, self.connection, SystemTime::now());
        let mut record = self.shared.record();
        record.exchanges.push(Exchange { host, connection, at, request, answer: Answer::default() });
        self.exchange = record.exchanges.len() - 1;
        true
    }

    fn ended(&self, end: End) {
        let answer = &mut self.shared.record().exchanges[self.exchange].answer;
        answer.end = end;
        answer.ended = Some(SystemTime::now());
    }

    /// Plays the steps after the request.
    fn play(&mut self, steps: &[Step], wire: &mut Wire) -> End {
        let first = usize::from(steps.first() == Some(&Step::ReadRequest));
        for step in &steps[first..] {
            match self.step(step, wire) {
                Ok(Left::Open) => {}
                Ok(Left::Over(end)) => return end,
                Err(_gone) => return End::Open,
            }
        }
        match self.flush(wire) {
            Ok(()) => End::Closed,
            Err(_gone) => End::Open,
        }
    }

    fn step(&mut self, step: &Step, wire: &mut Wire) -> io::Result<Left> {
        match step {
            Step::Send(text) => self.text(text, wire)?,
            Step::SendBytes(bytes) => self.put(bytes, wire)?,
            Step::SendChunk(filling) => self.chunk(filling, wire)?,
            Step::SendGzip { byte, length, layers } => self.put(&gzip::run(*byte, *length, *layers), wire)?,
            Step::Drip { text, bytes, every_ms, times } => {
                self.flush(wire)?;
                self.times(*times, |player| player.drip(text, *bytes, Duration::from_millis(*every_ms), wire))?;
            }
            Step::Repeat(step, times) => self.times(*times, |player| player.step(step, wire).map(drop))?,
            Step::ReadRequest => {
                self.flush(wire)?;
                self.ended(End::Kept);
                if !self.read(wire) {
                    return Ok(Left::Over(End::Open));
                }
            }
            Step::Keep => return self.flush(wire).map(|()| Left::Over(End::Kept)),
            Step::Close => return self.flush(wire).map(|()| Left::Over(End::Closed)),
            Step::Reset => return self.flush(wire).map(|()| Left::Over(End::Reset)),
            Step::Hang => {
                self.flush(wire)?;
                wire.wait();
                return Ok(Left::Over(End::Open));
            }
        }
        Ok(Left::Open)
    }

    fn times(&mut self, times: Times, mut once: impl FnMut(&mut Self) -> io::Result<()>) -> io::Result<()> {
        match times {
            Times::Count(count) => (0..count).try_for_each(|_| once(self)),
            Times::Forever => {
                // what sends nothing never fails
                while !self.shared.over.load(Ordering::Relaxed) {
                    once(self)?;
                }
                Ok(())
            }
        }
    }

    fn text(&mut self, text: &str, wire: &mut Wire) -> io::Result<()> {
        let text = self.filled(text);
        self.put(text.as_bytes(), wire)
    }

    fn filled(&self, text: &str) -> String {
        self.shared.origins.fill(text, || self.shared.count())
    }

    fn chunk(&mut self, filling: &Filling, wire: &mut Wire) -> io::Result<()> {
        let content = match filling {
            Filling::Run(byte, length) => vec![*byte; *length],
            Filling::Text(text) => self.filled(text).into_bytes(),
        };
        self.put(format!("{:x}\r\n", content.len()).as_bytes(), wire)?;
        self.put(&content, wire)?;
        self.put(b"\r\n", wire)
    }

    fn drip(&mut self, text: &str, bytes: usize, every: Duration, wire: &mut Wire) -> io::Result<()> {
        for piece in self.filled(text).into_bytes().chunks(bytes) {
            self.put(piece, wire)?;
            self.flush(wire)?;
            thread::sleep(every);
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8], wire: &mut Wire) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER { self.flush(wire) } else { Ok(()) }
    }

    fn flush(&mut self, wire: &mut Wire) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.buffer);
        {
            let answer = &mut self.shared.record().exchanges[self.exchange].answer;
            answer.length += bytes.len() as u64;
            let room = KEPT.saturating_sub(answer.bytes.len());
            answer.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
        wire.send(&bytes)
    }
}
