using BenchmarkDotNet.Running;
using Footfall.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(SampleEvent).Assembly).Run(args);
