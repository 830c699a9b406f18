using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Errors of the program and of the script are red on a terminal, and nowhere else.</summary>
public sealed class ErrorTextTests
{
    private const string Red = "\e[31m";

    private static readonly string OfProgram = $"'{Repository.DotNet}' '{Repository.Assembly("Dev")}' silo remove x";
    private static readonly string OfScript = $"'{Path.Combine(Repository.Root, "dev")}' completion fish";

    public static TheoryData<string> Commands => [OfProgram, OfScript];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task On_a_terminal_errors_are_red(string command) =>
        Assert.Contains(Red, await OnTerminalAsync($"env -u NO_COLOR TERM=xterm {command}"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task With_NO_COLOR_or_on_a_dumb_terminal_they_are_plain(string command)
    {
        foreach (string environment in (string[])["NO_COLOR=1 TERM=xterm", "-u NO_COLOR TERM=dumb"])
        {
            string output = await OnTerminalAsync($"env {environment} {command}");
            Assert.Matches("silo remove 2|completion bash", output);
            Assert.DoesNotContain(Red, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task In_a_pipe_they_are_plain(string command)
    {
        (int exitCode, string output) = await ShortProgram.RunAsync("sh", "-c", $"env -u NO_COLOR TERM=xterm {command}");
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain(Red, output, StringComparison.Ordinal);
    }

    private static async Task<string> OnTerminalAsync(string command) =>
        (await ShortProgram.RunAsync("script", "--quiet", "--command", command, "/dev/null")).Output;
}
