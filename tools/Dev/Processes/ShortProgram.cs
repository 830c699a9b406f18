using System.Diagnostics;

namespace Footfall.Dev.Processes;

/// <summary>Runs a program that ends by itself, such as <c>initdb</c>.</summary>
internal static class ShortProgram
{
    /// <returns>Its exit code, and its output on both streams.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            // Readable for any user that the program may switch to.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        string[] output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output).Trim());
    }
}
