using Footfall.Probe;

return Readiness.Check(args);
