using System.Text.RegularExpressions;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>The completion script, the list of commands and the script that accepts them agree.</summary>
public sealed partial class CompletionTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("footfall-").FullName;

    [Fact]
    public async Task Every_command_is_completed_and_taken()
    {
        string usage = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tools", "Dev", "usage.txt"));
        string[] commands = [.. Command().Matches(usage.Split("Environment")[0]).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.Contains("redis-cli", commands);
        Assert.Equal(commands, (await CompleteAsync("")).Order(StringComparer.Ordinal));
        string script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "dev"));
        Assert.All(commands, command => Assert.Matches($@"[ |]{command}( \||\))", script));
    }

    [Theory]
    [InlineData("psql", "p")]
    [InlineData("bash zsh", "completion", "")]
    [InlineData("--mend", "audit", "")]
    [InlineData("add remove", "silo", "")]
    [InlineData("storage", "bench", "sto")]
    [InlineData("--check", "bench", "--")]
    [InlineData("--fast --slow", "test", "--")]
    [InlineData("transaction session none", "torture", "--pooler", "")]
    [InlineData("gateway", "logs", "g")]
    [InlineData("-f gateway silo-1", "logs", "")]
    [InlineData("", "down", "")]
    public async Task Words_are_completed(string words, params string[] typed)
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "gateway.log"), "");
        await File.WriteAllTextAsync(Path.Combine(_data, "silo-1.log"), "");
        Assert.Equal(words, string.Join(' ', await CompleteAsync(typed)));
    }

    [Fact]
    public async Task Zsh_gets_the_same_script_behind_what_loads_it()
    {
        string dev = Path.Combine(Repository.Root, "dev");
        string bash = (await ShortProgram.RunAsync(dev, "completion", "bash")).Output;
        string zsh = (await ShortProgram.RunAsync(dev, "completion", "zsh")).Output;
        Assert.Contains("bashcompinit", zsh.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal(bash, string.Join('\n', zsh.Split('\n')[1..]));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <param name="typed">The words after <c>./dev</c>; the last one is completed.</param>
    private async Task<string[]> CompleteAsync(params string[] typed)
    {
        string words = string.Join(' ', typed.Select(word => $"'{word}'"));
        (int exitCode, string output) = await ShortProgram.RunAsync(
            "bash", "-c",
            $"source <('{Path.Combine(Repository.Root, "dev")}' completion bash); FOOTFALL_DATA='{_data}'; COMP_WORDS=(./dev {words}); COMP_CWORD={typed.Length}; "
            + """_footfall_dev; printf '%s\n' "${COMPREPLY[@]}" """);
        Assert.Equal(0, exitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("^  ([a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
