using Footfall.Torture;
using Footfall.Torture.Faults;

try
{
    return await TortureRun.RunAsync(TortureOptions.Parse(args));
}
catch (Exception e) when (e is FormatException or ArgumentException)
{
    Console.Error.WriteLine($"{e.Message}\n{TortureOptions.Usage}{string.Join(' ', Enum.GetNames<FaultKind>())}");
    return 2;
}
