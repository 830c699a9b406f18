using Footfall.Fuzz;

try
{
    return await FuzzRun.RunAsync(FuzzOptions.Parse(args));
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n{FuzzOptions.Usage}");
    return 2;
}
