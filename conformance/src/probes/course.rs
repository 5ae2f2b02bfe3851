//! What may happen in a call, followed as it happens: each request is matched when it comes, and its answer given.

use super::model::{Came, Course, Order, Reply};
use super::request::{Captures, compare};

/// The courses that a call can take, and what has happened.
#[derive(Debug)]
pub struct Playing {
    tracks: Vec<Track>,
    came: usize,
}

/// One course, as far as it went.
#[derive(Debug)]
struct Track {
    course: Course,
    /// How often each step was taken.
    taken: Vec<u64>,
    /// The step that was taken last.
    at: usize,
    captures: Captures,
    failed: Option<String>,
}

impl Playing {
    /// Nothing has happened.
    pub fn new(courses: &[Course], captures: &Captures) -> Self {
        let track = |course: &Course| Track {
            taken: vec![0; course.steps.len()],
            at: 0,
            captures: captures.clone(),
            failed: None,
            course: course.clone(),
        };
        Self { tracks: courses.iter().map(track).collect(), came: 0 }
    }

    /// A request came; gives its answer, which is the same in all courses that are still possible. `None`: nobody
    /// expected it.
    pub fn request(&mut self, came: &Came) -> Option<Reply> {
        self.came += 1;
        let number = self.came;
        self.step(|track| track.take(came).map_err(|what| format!("request {number}: {what}")))
    }

    /// A connection is asked for; whether it is to be refused.
    pub fn is_refused(&mut self) -> bool {
        let refuses = |track: &Track| track.failed.is_none() && track.refusal().is_some();
        if !self.tracks.iter().any(refuses) {
            return false;
        }
        self.came += 1;
        let number = self.came;
        self.step(|track| track.refusal().ok_or_else(|| format!("request {number} was not expected to be refused")));
        true
    }

    fn step(&mut self, mut take: impl FnMut(&mut Track) -> Result<usize, String>) -> Option<Reply> {
        let mut given: Option<Reply> = None;
        for track in self.tracks.iter_mut().filter(|track| track.failed.is_none()) {
            match take(track) {
                Ok(at) => {
                    let answer = &track.course.steps[at].answer;
                    if *given.get_or_insert_with(|| answer.clone()) != *answer {
                        track.failed = Some("another alternative gave the answer".to_owned());
                    } else {
                        track.taken[at] += 1;
                        track.at = at;
                    }
                }
                Err(what) => track.failed = Some(what),
            }
        }
        given
    }

    /// The end of the call: `judge` compares the outcome. Gives what was remembered on the course that was taken.
    ///
    /// # Errors
    /// Why no course was.
    pub fn end(self, judge: &dyn Fn(&Course, &Captures) -> Result<(), String>) -> Result<Captures, String> {
        let several = self.tracks.len() > 1;
        let mut said = Vec::new();
        for (n, track) in self.tracks.into_iter().enumerate() {
            let whole = track.failed.clone().map_or_else(|| track.is_complete(), Err);
            let outcome = judge(&track.course, &track.captures);
            match (whole, outcome) {
                (Ok(()), Ok(())) => return Ok(track.captures),
                (one, other) => {
                    let what: Vec<String> = [one.err(), other.err()].into_iter().flatten().collect();
                    let what = what.join("; ");
                    said.push(if several { format!("alternative {}: {what}", n + 1) } else { what });
                }
            }
        }
        Err(said.join(" | "))
    }
}

impl Track {
    fn open(&self, at: usize) -> bool {
        self.taken[at] < self.course.steps[at].times.1
    }

    fn is_done(&self, at: usize) -> bool {
        self.taken[at] >= self.course.steps[at].times.0
    }

    /// The steps that can come next, in their order.
    fn next(&self) -> Vec<usize> {
        let all = 0..self.course.steps.len();
        if self.course.order == Order::Any {
            return all.filter(|&at| self.open(at)).collect();
        }
        let mut next = Vec::new();
        for at in all.skip(self.at) {
            if self.open(at) {
                next.push(at);
            }
            if !self.is_done(at) {
                break;
            }
        }
        next
    }

    /// The step that a request is.
    fn take(&mut self, came: &Came) -> Result<usize, String> {
        let mut first = None;
        for at in self.next() {
            let Some(wanted) = &self.course.steps[at].request else {
                first.get_or_insert_with(|| "it came where no connection was expected".to_owned());
                continue;
            };
            let mut captures = self.captures.clone();
            match compare(wanted, came, &mut captures) {
                Ok(()) => {
                    self.captures = captures;
                    return Ok(at);
                }
                Err(what) => {
                    first.get_or_insert(what);
                }
            }
        }
        let (method, target) = (came.request.method(), came.request.target());
        Err(first.unwrap_or_else(|| format!("{method} {target} was not expected")))
    }

    /// The step that is a refused connection, where that comes next.
    fn refusal(&self) -> Option<usize> {
        self.next().into_iter().find(|&at| self.course.steps[at].request.is_none())
    }

    fn is_complete(&self) -> Result<(), String> {
        let left = (0..self.course.steps.len()).find(|&at| !self.is_done(at));
        let count = self.taken.iter().sum::<u64>() + 1;
        let Some(at) = left else { return Ok(()) };
        Err(match &self.course.steps[at].request {
            Some(wanted) => format!("request {count} did not come: {} {}", wanted.method, wanted.target),
            None => format!("request {count} did not come, whose connection is refused"),
        })
    }
}
