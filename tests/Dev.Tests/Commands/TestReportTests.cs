namespace Footfall.Dev.Commands;

[Trait("Tier", "fast")]
public sealed class TestReportTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task Counts_and_times_are_read_and_errors_outside_of_tests_count_as_failed()
    {
        await File.WriteAllTextAsync(_file, """
            <assemblies>
              <assembly passed="2" failed="1" skipped="3" errors="1">
                <collection><test name="A" time="1.5" /><test name="B" time="0" /></collection>
              </assembly>
            </assemblies>
            """);

        TestReport report = TestReport.Read(_file)!;

        Assert.Equal(new TestCounts(2, 2, 3), report.Counts);
        Assert.Equal([new TestTime("A", TimeSpan.FromSeconds(1.5)), new TestTime("B", TimeSpan.Zero)], report.Tests);
    }

    [Fact]
    public void A_report_that_was_not_finished_is_none() => Assert.Null(TestReport.Read(_file));

    public void Dispose() => File.Delete(_file);
}
