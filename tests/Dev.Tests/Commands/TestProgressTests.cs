using Microsoft.Extensions.Time.Testing;

namespace Footfall.Dev.Commands;

/// <summary>What a run prints of itself while it goes on, from the messages of the test runner.</summary>
[Trait("Tier", "fast")]
public sealed class TestProgressTests : IDisposable
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly TestProgress _progress;
    private readonly TestProgram _program;

    public TestProgressTests()
    {
        _progress = new TestProgress(_output, _timeProvider);
        _program = new TestProgram("Some.Tests", "", [], _progress);
    }

    [Fact]
    public async Task The_state_says_how_many_cases_are_done_and_which_test_takes_long()
    {
        await using ITimer timer = _progress.Start();
        _progress.ProgramStarted("Some.Tests");
        _program.Read("""{"$type":"discovery-complete","TestCasesToRun":7}""");
        _program.Read("""{"$type":"test-starting","TestUniqueID":"a","TestDisplayName":"Quick"}""");
        _program.Read("""{"$type":"test-starting","TestUniqueID":"b","TestDisplayName":"Slow"}""");
        _program.Read("""{"$type":"test-finished","TestUniqueID":"a"}""");
        _program.Read("""{"$type":"test-case-finished"}""");

        _timeProvider.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("== Some.Tests\n   Some.Tests: 1 of 7; 10 s in Slow\n", _output.ToString());
    }

    [Fact]
    public void A_failure_is_printed_at_once_with_its_reason_its_place_and_its_output()
    {
        _program.Read("""{"$type":"test-starting","TestUniqueID":"a","TestDisplayName":"Broken"}""");
        _program.Read("""{"$type":"test-failed","TestUniqueID":"a","Messages":["1 is not\n2"],"StackTraces":["at X"],"Output":"seen"}""");

        Assert.Equal("FAILED Broken\n  1 is not\n  2\n  at X\n  seen\n", _output.ToString());
    }

    [Fact]
    public void A_failure_outside_of_tests_bears_the_name_of_the_program()
    {
        _program.Read("""{"$type":"test-assembly-cleanup-failure","Messages":["cannot stop"],"StackTraces":[null]}""");

        Assert.Equal("FAILED Some.Tests\n  cannot stop\n", _output.ToString());
    }

    [Fact]
    public void What_is_no_message_of_the_runner_is_passed_on()
    {
        _program.Read("out of memory");

        Assert.Equal("out of memory\n", _output.ToString());
    }

    [Fact]
    public void The_end_of_a_program_says_its_counts_and_its_time()
    {
        _progress.ProgramStarted("Some.Tests");
        _timeProvider.Advance(TimeSpan.FromSeconds(3));
        _progress.ProgramEnded("Some.Tests", new TestCounts(5, 1, 2));
        _progress.PrintState();

        Assert.Equal("== Some.Tests\n== Some.Tests: 5 passed, 1 failed, 2 skipped, in 3 s\n", _output.ToString());
    }

    [Fact]
    public void The_slowest_tests_of_all_programs_are_listed_slowest_first()
    {
        TestReport[] reports =
        [
            new(TestCounts.None, [new TestTime("A", TimeSpan.FromSeconds(1)), new TestTime("B", TimeSpan.FromSeconds(30.5))]),
            new(TestCounts.None, [new TestTime("C", TimeSpan.FromSeconds(2))]),
        ];

        TestProgress.PrintSlowest(_output, reports);

        Assert.Equal("\nThe slowest tests:\n    30.5 s  B\n     2.0 s  C\n     1.0 s  A\n", _output.ToString());
    }

    public void Dispose() => _output.Dispose();
}
