using Footfall;
using Footfall.Health;
using Footfall.Startup;

return await HostRunner.RunAsync(args, SiloHost.AddFootfall, app => app.MapHealthApi());
