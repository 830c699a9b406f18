namespace Footfall.Dev.Commands;

/// <summary>Prints errors: red on a terminal, plain elsewhere and where <c>NO_COLOR</c> is set (see https://no-color.org).</summary>
internal static class ErrorText
{
    public const string NoColorVariable = "NO_COLOR";

    private const string Red = "\e[31m";
    private const string Reset = "\e[0m";

    private static readonly bool IsColored =
        !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(NoColorVariable))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static Task WriteLineAsync(string text) => Console.Error.WriteLineAsync(IsColored ? Red + text + Reset : text);
}
