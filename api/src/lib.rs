//! Every door: the command line, files, reports.
