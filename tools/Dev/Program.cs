using Footfall.Dev.Commands;
using Footfall.Dev.Servers;

try
{
    return args switch
    {
        ["up"] => await UpCommand.RunAsync(DevSettings.Read(), detached: false),
        ["up", "-d"] => await UpCommand.RunAsync(DevSettings.Read(), detached: true),
        ["down"] => await DownCommand.RunAsync(DevSettings.Read()),
        ["silo", "add"] => await SiloCommand.AddAsync(DevSettings.Read()),
        ["silo", "remove", var number] => await SiloCommand.RemoveAsync(DevSettings.Read(), number),
        ["key", "create", .. var wish] => await KeyCommand.CreateAsync(DevSettings.Read(), wish),
        ["watch"] => await WatchCommand.RunAsync(DevSettings.Read()),
        ["logs"] => await LogsCommand.RunAsync(DevSettings.Read(), follow: false, part: null),
        ["logs", "-f"] => await LogsCommand.RunAsync(DevSettings.Read(), follow: true, part: null),
        ["logs", "-f", var part] => await LogsCommand.RunAsync(DevSettings.Read(), follow: true, part),
        ["logs", var part] => await LogsCommand.RunAsync(DevSettings.Read(), follow: false, part),
        ["psql", .. var clientArguments] => await PsqlCommand.RunAsync(DevSettings.Read(), clientArguments),
        ["redis-cli", .. var clientArguments] => await RedisCliCommand.RunAsync(DevSettings.Read(), clientArguments),
        ["status"] => await StatusCommand.RunAsync(DevSettings.Read()),
        ["demo"] => await DemoCommand.DemoAsync(DevSettings.Read()),
        ["load"] => await DemoCommand.LoadAsync(DevSettings.Read(), "1000"),
        ["load", var count] => await DemoCommand.LoadAsync(DevSettings.Read(), count),
        ["audit", .. var words] => await AuditCommand.RunAsync(DevSettings.Read(), words),
        ["test", .. var runnerArguments] => await TestCommand.RunAsync(runnerArguments),
        ["bench", "--check", .. var runnerArguments] => await TestCommand.RunAsync(["--measure", .. runnerArguments]),
        ["help"] => Usage.Print(Console.Out, exitCode: 0),
        _ => Usage.Print(Console.Error, exitCode: 2),
    };
}
catch (ServerFaultException fault)
{
    await ErrorText.WriteLineAsync(fault.Message);
    return 1;
}
