using BenchmarkDotNet.Running;
using Footfall.Benchmarks.Micro;

BenchmarkSwitcher.FromAssembly(typeof(SampleEvent).Assembly).Run(args);
