import type { ServerWritableStream } from '@grpc/grpc-js';
import type { StoredUser } from '../access/user-records.ts';
import { hashPassword, isPassword } from '../access/password.ts';
import { users } from '../protocol.ts';
import type { ServerContext } from './context.ts';
import { MAX_NAME } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';
import { unary } from './unary.ts';
import { rpcErrorOf } from './write-failure.ts';

type Details = ServerWritableStream<
  InstanceType<typeof users.DetailsReq>,
  InstanceType<typeof users.DetailsResp>
>;

const given = <T>(options: T | undefined): T => {
  if (options === undefined) throw rpcErrors.invalidArgument("'options' is missing");
  return options;
};

function detailsOf(user: StoredUser): InstanceType<typeof users.DetailsResp> {
  const updated = new users.DetailsResp.UserDetails.DateTime().setTicksSinceEpoch(`${user.updated}0`);
  return new users.DetailsResp().setUserDetails(
    new users.DetailsResp.UserDetails()
      .setLoginName(user.loginName)
      .setFullName(user.fullName)
      .setGroupsList([...user.groups])
      .setDisabled(user.disabled)
      .setLastUpdated(updated),
  );
}

/** Users: their details, groups and passwords. */
export const usersService = (context: ServerContext) => {
  const known = knownUsers(context);
  return { ...accountCalls(context, known), ...passwordCalls(context, known) };
};

type KnownUsers = ReturnType<typeof knownUsers>;

const knownUsers = ({ access }: ServerContext) => {
  const { users: records } = access;
  const found = (login: string): StoredUser => {
    const user = records.find(login);
    if (user === undefined) throw rpcErrors.userNotFound(login);
    return user;
  };
  const change = async (login: string, changes: Partial<StoredUser>): Promise<void> => {
    await records.save({ ...found(login), ...changes });
    access.forget();
  };
  return { found, change };
};

const accountCalls = ({ access }: ServerContext, { found, change }: KnownUsers) => {
  const { users: records } = access;
  return {
    create: unary(async (request: InstanceType<typeof users.CreateReq>, call) => {
      access.requireAdmin(call);
      const options = given(request.getOptions());
      const login = options.getLoginName();
      if (login.length > MAX_NAME)
        throw rpcErrors.invalidArgument(`'login_name' is longer than ${MAX_NAME} characters`);
      if (login === '' || options.getPassword() === '')
        throw rpcErrors.invalidArgument('A login name and a password are needed');
      const made = await records.create({
        loginName: login,
        fullName: options.getFullName(),
        groups: options.getGroupsList(),
        disabled: false,
        ...(await hashPassword(options.getPassword())),
      });
      if (!made) throw rpcErrors.userConflict(login);
      return new users.CreateResp();
    }),
    update: unary(async (request: InstanceType<typeof users.UpdateReq>, call) => {
      access.requireAdmin(call);
      const options = given(request.getOptions());
      await change(options.getLoginName(), {
        fullName: options.getFullName(),
        groups: options.getGroupsList(),
      });
      return new users.UpdateResp();
    }),
    delete: unary(async (request: InstanceType<typeof users.DeleteReq>, call) => {
      access.requireAdmin(call);
      const login = given(request.getOptions()).getLoginName();
      found(login);
      await records.remove(login);
      access.forget();
      return new users.DeleteResp();
    }),
    disable: unary(async (request: InstanceType<typeof users.DisableReq>, call) => {
      access.requireAdmin(call);
      await change(given(request.getOptions()).getLoginName(), { disabled: true });
      return new users.DisableResp();
    }),
    enable: unary(async (request: InstanceType<typeof users.EnableReq>, call) => {
      access.requireAdmin(call);
      await change(given(request.getOptions()).getLoginName(), { disabled: false });
      return new users.EnableResp();
    }),
    details(call: Details): void {
      try {
        const login = call.request.getOptions()?.getLoginName() ?? '';
        if (login === '' || login !== access.userOf(call).name) access.requireAdmin(call);
        for (const user of login === '' ? records.list() : [found(login)]) call.write(detailsOf(user));
        call.end();
      } catch (error) {
        call.emit('error', rpcErrorOf(error));
      }
    },
  };
};

const passwordCalls = ({ access }: ServerContext, { found, change }: KnownUsers) => ({
  changePassword: unary(async (request: InstanceType<typeof users.ChangePasswordReq>, call) => {
    const options = given(request.getOptions());
    const login = options.getLoginName();
    if (!access.open && access.userOf(call).name !== login) throw rpcErrors.accessDenied();
    if (!(await isPassword(options.getCurrentPassword(), found(login)))) throw rpcErrors.accessDenied();
    await change(login, await hashPassword(options.getNewPassword()));
    return new users.ChangePasswordResp();
  }),
  resetPassword: unary(async (request: InstanceType<typeof users.ResetPasswordReq>, call) => {
    access.requireAdmin(call);
    const options = given(request.getOptions());
    await change(options.getLoginName(), await hashPassword(options.getNewPassword()));
    return new users.ResetPasswordResp();
  }),
});
