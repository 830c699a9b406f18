using System.Globalization;

namespace Footfall.Dev.Commands;

/// <summary>Prints what the test programs do: failures at once, and every few seconds what runs and how much is done.</summary>
internal sealed class TestProgress(TextWriter output, TimeProvider timeProvider)
{
    private const int Slowest = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>A test that has run for this long is named.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    /// <summary>By project; also the lock of everything here, which the readers of all programs' output call.</summary>
    private readonly SortedDictionary<string, Program> _programs = new(StringComparer.Ordinal);

    /// <summary>Prints the state from now on, until it is disposed.</summary>
    public ITimer Start() => timeProvider.CreateTimer(_ => PrintState(), null, Interval, Interval);

    public void ProgramStarted(string project) => Change(project, _ => output.WriteLine($"== {project}"));

    public void Discovered(string project, int cases) => Change(project, program => program.Cases = cases);

    public void TestStarted(string project, string test) => Change(project, program => program.Running[test] = timeProvider.GetTimestamp());

    public void TestEnded(string project, string test) => Change(project, program => program.Running.Remove(test));

    public void CaseEnded(string project) => Change(project, program => program.Ended++);

    public void ProgramEnded(string project, TestCounts counts) => Change(project, program =>
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"== {project}: {counts}, in {timeProvider.GetElapsedTime(program.Start).TotalSeconds:0} s"));
        _programs.Remove(project);
    });

    public void Print(string text)
    {
        lock (_programs)
        {
            output.WriteLine(text);
        }
    }

    public static void PrintSlowest(TextWriter output, IEnumerable<TestReport> reports)
    {
        TestTime[] slowest = [.. reports.SelectMany(report => report.Tests).OrderByDescending(test => test.Time).Take(Slowest)];
        if (slowest.Length > 0)
        {
            output.WriteLine();
            output.WriteLine("The slowest tests:");
            Array.ForEach(slowest, test => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {test.Time.TotalSeconds,6:0.0} s  {test.Name}")));
        }
    }

    /// <summary>Prints a line for each program that runs: how many of its cases are done, and which tests take long.</summary>
    internal void PrintState()
    {
        lock (_programs)
        {
            foreach ((string project, Program program) in _programs)
            {
                IEnumerable<string> slow = program.Running
                    .Select(test => (Name: test.Key, Time: timeProvider.GetElapsedTime(test.Value)))
                    .Where(test => test.Time >= Long)
                    .Select(test => string.Create(CultureInfo.InvariantCulture, $"; {test.Time.TotalSeconds:0} s in {test.Name}"));
                output.WriteLine($"   {project}: {program.Ended} of {program.Cases}{string.Concat(slow)}");
            }
        }
    }

    private void Change(string project, Action<Program> change)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue(project, out Program? program))
            {
                program = new Program(timeProvider.GetTimestamp());
                _programs.Add(project, program);
            }

            change(program);
        }
    }

    /// <param name="Start">When it was started, as a time stamp.</param>
    private sealed record Program(long Start)
    {
        public int Cases { get; set; }

        public int Ended { get; set; }

        /// <summary>The tests that run, and when they were started.</summary>
        public SortedDictionary<string, long> Running { get; } = new(StringComparer.Ordinal);
    }
}
